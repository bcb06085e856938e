"""Small values that everything stands on: dates as documents know them, periods, stays, places in a file."""
