"""One module for each kind of page: `pages(context)` yields them."""
