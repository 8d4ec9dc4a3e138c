"""What the assumptions of scenarios/which-assumptions.yaml are in the README's words.

By path: what is assumed, and what it is at the lowest and at the highest end of its range.
"""

WORDS = {
    "information.bias_regular": (
        "how dangerous the regular channels are believed to be",
        "less than they are", "far more than they are"),
    "information.bias_broker": (
        "how dangerous it is believed to go with a broker", "far less than it is",
        "far more than it is"),
    "information.bias_kin": (
        "how dangerous it is believed to go with kin", "far less than it is",
        "far more than it is"),
    "information.belief_spread": (
        "how far households differ in what they believe of risk", "not at all", "widely"),
    "information.earnings_bias": (
        "what earnings abroad are believed to be", "far below the truth", "above the truth"),
    "information.session_effect": (
        "how much of what is not known one session supplies", "hardly any", "half"),
    "information.session_counts": (
        "how much the truth told in a session weighs", "nothing", "a great deal"),
    "information.knowledge_half_life": (
        "how long knowledge lasts", "some months", "a year"),
    "decision.risk_weight": ("how much people mind risk", "little", "a great deal"),
    "decision.cost_weight": (
        "how much the cost of leaving keeps people at home", "not at all", "much"),
    "decision.debt_weight": ("how much debt drives people away", "not at all", "much"),
    "decision.information_cost": (
        "how much not knowing how keeps people from the regular channels", "not at all", "much"),
    "decision.recognition": (
        "how often knowledge sees through a deceptive offer", "never", "mostly"),
    "decision.advance_deceptive": (
        "how many deceptive brokers advance the fee", "few", "nearly all"),
    "decision.trained_post_weight": (
        "whether trained posts frighten people off or reassure them", "they frighten",
        "they reassure"),
    "work.placement_risk": (
        "how many placements end in trafficking", "few", "many"),
    "work.risk_deceptive": (
        "how much more dangerous a deceptive broker is", "no more than others", "far more"),
    "work.risk_bonded": (
        "how much more dangerous it is to be bound by an advance", "no more", "far more"),
    "adaptation.deceptive_share": ("how many brokers deceive", "few", "half"),
    "journey.informal_risk": (
        "how dangerous it is to cross away from a post", "as elsewhere", "far more than elsewhere"),
    "journey.training_stops": (
        "whether trained posts stop more who cross irregularly", "no more", "twice as many"),
    "journey.training_bribes": (
        "what training does to bribery", "it nearly ends", "it grows"),
    "adaptation.training_brokers": (
        "which brokers training of the posts drives out", "deceptive ones", "honest ones"),
    "livelihood.group_deposit": (
        "how much of a surplus members deposit", "nothing", "most"),
    "return.deportation_exploited": (
        "how much more often the exploited are deported", "no more than others", "far more"),
}

# What a lever does, as the subject of a sentence.
LEVERS = {
    "awareness": "Awareness", "savings": "Savings support",
    "training": "Training of the border police",
}

# Why an assumption turns a lever, by the end at which more are trafficked.
REASONS = {
    ("awareness", "information.earnings_bias", "lowest"):
        "sessions that tell the truth then make leaving more attractive",
    ("training", "decision.trained_post_weight", "highest"):
        "a border that is trusted draws people over it",
    ("training", "decision.trained_post_weight", "lowest"):
        "people who fear the posts take worse ways",
    ("training", "adaptation.training_brokers", "highest"):
        "of those who still go with a broker more are deceived",
    ("training", "journey.informal_risk", "highest"):
        "those who avoid a trained post take the more dangerous way",
    ("training", "journey.training_bribes", "lowest"):
        "those who can't pay their way through a post go round it",
    ("training", "journey.training_bribes", "highest"):
        "more of those who are stopped get through for money",
}
