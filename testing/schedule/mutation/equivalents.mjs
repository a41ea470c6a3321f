/** Changes of the algorithms after which nobody can tell a difference, each with the reason: they alone may survive. */

/**
 * @typedef {object} Equivalent
 * @property {string} file
 * @property {string} code  The line on which the change begins.
 * @property {string} before
 * @property {string} after
 * @property {string} why
 */

/** @type {readonly Equivalent[]} */
export const equivalents = [];
