"""Which release to take for a wish, or none, and why. Pure: `judge.judge_releases` is the way in."""
