"""Companies, workplaces and what a jobcentre does with them."""
