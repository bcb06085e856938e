"""Plans: chains of pathways of which one leads to the next, and circles of stays; each step judged on its own day."""
