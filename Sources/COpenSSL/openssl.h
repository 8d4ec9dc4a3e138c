// Hashes of OpenSSL's libcrypto, from Debian's libssl-dev.
#ifndef SIM_RUN_OPENSSL_H
#define SIM_RUN_OPENSSL_H

#include <openssl/evp.h>

#endif
