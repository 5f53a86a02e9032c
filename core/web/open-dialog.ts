/** Whether a dialog lies over the page: keys then belong to it. */
export const isDialogOpen = () => document.querySelector('dialog[open], [role=dialog]') !== null
