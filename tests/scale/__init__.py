"""How the site bears growth: a base of any size, a stock Material site with the same pages, and what each costs."""
