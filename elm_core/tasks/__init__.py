"""What a page needs in one object: raw samples in, labels and probabilities out."""

from elm_core.tasks.intent_classifier import IntentClassifier
from elm_core.tasks.table import TableClassifier, TableRegressor
from elm_core.tasks.text_classifier import TextClassifier
from elm_core.tasks.voice_commands import VoiceCommands

__all__ = [
    "IntentClassifier",
    "TableClassifier",
    "TableRegressor",
    "TextClassifier",
    "VoiceCommands",
]
