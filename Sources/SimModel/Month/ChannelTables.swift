// Which parameter belongs to which channel, by name: tables by channel are made of these, so that a
// channel that is added or moved cannot take another's value.

extension DecisionParameters {
  /// USD to pay.
  func cost(_ channel: Channel) -> Float {
    switch channel {
    case .internal: costInternal
    case .regular: costRegular
    case .elsewhere: costElsewhere
    case .broker: costBroker
    case .kin: costKin
    case .fishing: costFishing
    case .domestic: costDomestic
    }
  }

  /// USD a month earned.
  func earnings(_ channel: Channel) -> Float {
    switch channel {
    case .internal: earningsInternal
    case .regular: earningsRegular
    case .elsewhere: earningsElsewhere
    case .broker, .kin: earningsIrregular
    case .fishing: earningsFishing
    case .domestic: earningsDomestic
    }
  }

  func constant(_ channel: Channel) -> Float {
    switch channel {
    case .internal: constantInternal
    case .regular: constantRegular
    case .elsewhere: constantElsewhere
    case .broker: constantBroker
    case .kin: constantKin
    case .fishing: constantFishing
    case .domestic: constantDomestic
    }
  }
}

extension InformationParameters {
  /// Believed over true risk, in the mean of households.
  func bias(_ belief: Belief) -> Float {
    switch belief {
    case .regular: biasRegular
    case .broker: biasBroker
    case .kin: biasKin
    case .fishing: biasFishing
    case .domestic: biasDomestic
    }
  }
}
