"""From a campaign's words and what platforms want to posts: pure, as everything in ``studio.plan``."""
