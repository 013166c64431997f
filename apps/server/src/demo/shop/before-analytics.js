// Where analytics.js finds the pieces it loads later: with this server, which serves them unmodified. The documented way
// is a global of this name, set before the library runs.
window.analytics = { _cdn: window.location.origin }
