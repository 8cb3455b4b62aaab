"""Words that are a command without their slash, where they mean nothing else. They are never a name."""

_COMMANDS = (
    "settings", "privacy", "today", "plan", "log", "diary", "timezone", "travel", "sideeffects", "note", "symptom",
)  # fmt: skip
SPOKEN = {name: name for name in _COMMANDS} | {
    "my plan": "plan",
    "side effects": "sideeffects",
    "my log": "log",
    "my diary": "log",
}
