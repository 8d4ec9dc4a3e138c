// Which parameter belongs to which sector, by name: tables by sector are made of these, so that a
// sector that is added or moved cannot take another's value.

extension SectorRisk {
  /// Chance of trafficking at placement; nil without a sector.
  package func of(_ sector: Sector) -> Float? {
    switch sector {
    case .none: nil
    case .construction: construction
    case .agriculture: agriculture
    case .fishing: fishing
    case .domestic: domestic
    case .manufacturing: manufacturing
    case .services: services
    case .entertainment: entertainment
    case .begging: begging
    }
  }
}

extension SectorMixMen {
  /// Weight among men across the border; 0 for what they do not turn to.
  package func weight(_ sector: Sector) -> Float {
    switch sector {
    case .construction: construction
    case .agriculture: agriculture
    case .fishing: fishing
    case .manufacturing: manufacturing
    case .services: services
    case .none, .domestic, .entertainment, .begging: 0
    }
  }
}

extension SectorMixWomen {
  /// Weight among women across the border; 0 for what they do not turn to.
  package func weight(_ sector: Sector) -> Float {
    switch sector {
    case .construction: construction
    case .agriculture: agriculture
    case .domestic: domestic
    case .manufacturing: manufacturing
    case .services: services
    case .entertainment: entertainment
    case .none, .fishing, .begging: 0
    }
  }
}

extension SectorMixInternal {
  /// Weight among migrants of one sex inside the country; 0 for what they do not turn to.
  package func weight(_ sector: Sector, isFemale: Bool) -> Float {
    switch sector {
    case .construction: isFemale ? 0 : construction
    case .manufacturing: manufacturing
    case .services: services
    case .entertainment: isFemale ? entertainment : 0
    case .none, .agriculture, .fishing, .domestic, .begging: 0
    }
  }
}

extension SectorExposure {
  /// Without a sector, a child lives where its parents work: as of the mean of all.
  package func of(_ sector: Sector) -> Float {
    switch sector {
    case .none: 1
    case .construction: construction
    case .agriculture: agriculture
    case .fishing: fishing
    case .domestic: domestic
    case .manufacturing: manufacturing
    case .services: services
    case .entertainment: entertainment
    case .begging: begging
    }
  }
}
