/** What one row may hold, in characters: a quote that is never closed, or a file without lines, is found without keeping all of it. */
export const mostInRow = 4_000_000;

/** How many columns a table may have. */
export const mostColumns = 2_000;

/** The share of rows that may be refused before the whole file is. */
export const mostRefused = 0.05;

/** How many refused rows are named; how many more there are is said. */
export const mostNamed = 20;
