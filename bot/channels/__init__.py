"""The networks: the only place that knows their names. A channel hands over what it hears, and delivers."""
