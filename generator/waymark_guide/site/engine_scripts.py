"""The scripts of the browser's engine, which mirror the modules of `waymark_guide.trees.engine` by name.

Three have no Python module of that name: `builtins` has what Python has built in, `walk` is a part of `replay`, and `weights` a part of `scoring`.
"""

from __future__ import annotations

_FOLDER = "/assets/engine"

REPLAY_SCRIPTS = tuple(
    f"{_FOLDER}/{name}.js"
    for name in ("builtins", "answers", "conditions", "compiled_tree", "walk", "questions_left", "replay", "weights", "url_fragment")
)
"""What a guide needs to ask its questions, in load order.

The page uses `EngineReplay.replayAnswers`, and `EngineUrlFragment.readFragment` and `writeFragment`.
"""

RESULT_SCRIPTS = tuple(
    f"{_FOLDER}/{name}.js"
    for name in (
        "case_matching",
        "scoring",
        "leaders",
        "reasons",
        "result",
        "single_changes",
        "unknown_answers",
        "minimal_changes",
        "deciding_answers",
        "weight_changes",
        "evaluation",
    )
)
"""What a guide needs to show a result, in load order after `REPLAY_SCRIPTS`.

The page uses `EngineEvaluation.evaluateAnswers`, and `EngineWeightChanges.apportion`.
"""
