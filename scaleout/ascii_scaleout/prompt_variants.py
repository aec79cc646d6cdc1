# A prompt as people type it, draw for draw what the C# class PromptVariants makes of it.

from .config import LONGEST_PROMPT

ANYTHING, ANYTHING_SHARE = "something", 0.04
ARTICLE_SHARE, PLURAL_SHARE, TYPO_SHARE = 0.03, 0.02, 0.02
SHORTEST_TYPO = 4


def following(random, prompt):
    """The prompt, or in about one of five cases a variant of it."""
    kind, variant = random.next_double(), prompt
    if kind < ARTICLE_SHARE:
        variant = _article(random, prompt) + prompt
    elif kind < ARTICLE_SHARE + PLURAL_SHARE:
        variant = _plural(prompt)
    elif kind < ARTICLE_SHARE + PLURAL_SHARE + TYPO_SHARE and len(prompt) >= SHORTEST_TYPO:
        variant = _typo(random, prompt)
    elif kind >= 1 - ANYTHING_SHARE:
        variant = ANYTHING
    return variant if len(variant) <= LONGEST_PROMPT else prompt


def _article(random, prompt):
    if random.next_double() < 0.5:
        return "the "
    return "an " if prompt[0] in "aeiou" else "a "


def _plural(prompt):
    if prompt.endswith("s"):
        return prompt
    if prompt.endswith(("x", "z", "ch", "sh")):
        return prompt + "es"
    if prompt.endswith("y") and len(prompt) > 1 and prompt[-2] not in "aeiou":
        return prompt[:-1] + "ies"
    return prompt + "s"


def _typo(random, prompt):
    place = random.next_below(len(prompt) - 1)
    kind = random.next_below(3)
    if " " in prompt[place:place + 2]:
        return prompt
    if kind == 0:
        return prompt[:place] + prompt[place + 1] + prompt[place] + prompt[place + 2:]
    if kind == 1:
        return prompt[:place] + prompt[place + 1:]
    return prompt[:place] + prompt[place] + prompt[place:]
