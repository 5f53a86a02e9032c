/**
 * An address that mail goes to: one, without quotes, brackets, comments, lists or encoded words, which mail programs
 * between us and the reader could take for several or for headers.
 */
export const emailPattern = /^(?!.*=\?)[^\s@\p{C}<>()[\]:;,"\\]+@[^\s@\p{C}<>()[\]:;,"\\]+$/u
