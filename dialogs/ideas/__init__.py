"""Ideas that a sentence says in any words: small text classifiers, trained on sentences written for the purpose."""

from dialogs.ideas.examples import IDEAS, Example, examples, fingerprint
from dialogs.ideas.ideas import NOTHING, Heard, Ideas, Scores

__all__ = ["IDEAS", "NOTHING", "Example", "Heard", "Ideas", "Scores", "examples", "fingerprint"]
