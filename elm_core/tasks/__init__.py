"""What a page needs in one object: raw samples in, labels and probabilities out."""

from elm_core.tasks.autocomplete import Autocomplete
from elm_core.tasks.drum_machine import DrumMachine
from elm_core.tasks.intent_classifier import IntentClassifier
from elm_core.tasks.language_classifier import LanguageClassifier
from elm_core.tasks.recommender import Recommender
from elm_core.tasks.search_index import SearchIndex
from elm_core.tasks.table import TableClassifier, TableRegressor
from elm_core.tasks.text_classifier import TextClassifier
from elm_core.tasks.voice_commands import VoiceCommands

__all__ = [
    "Autocomplete",
    "DrumMachine",
    "IntentClassifier",
    "LanguageClassifier",
    "Recommender",
    "SearchIndex",
    "TableClassifier",
    "TableRegressor",
    "TextClassifier",
    "VoiceCommands",
]
