"""What all desks stand on: all kinds of people that rules tell apart, over all days, and an example of each."""
