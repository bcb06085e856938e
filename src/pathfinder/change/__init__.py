"""What would change a verdict: the changes that a person can make, and the days that come by themselves."""
