"""Words that are a command without their slash, where they mean nothing else. They are never a name."""

_COMMANDS = (
    "settings", "privacy", "today", "plan", "log", "diary", "timezone", "travel", "sideeffects", "note", "symptom",
    "tips", "parked", "reorder", "baseline",
)  # fmt: skip
SPOKEN = {name: name for name in _COMMANDS} | {
    "my plan": "plan",
    "change my plan": "plan",
    "change the plan": "plan",
    "what is my plan": "plan",
    "whats my plan": "plan",
    "change my place": "timezone",
    "wrong place": "timezone",
    "side effects": "sideeffects",
    "my log": "log",
    "my diary": "log",
    "questions": "parked",
    "my questions": "parked",
    "tip": "tips",
}
