library(testthat)
library(simrun)

test_check("simrun")
