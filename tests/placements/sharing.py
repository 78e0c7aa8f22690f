"""What the tests of a clear word say."""

TEXTS = {
    "strengths": "Møder stabilt og har humør som O'Brien på Ærø.",
    "competences": "Truck og lager",
    "wishes": "Vil lære at pakke",
    "at_work": "Bliver træt efter fire timer",
    "to_do": "Aftal fire timer om dagen",
}
