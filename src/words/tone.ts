/** How a thing looks that is said: from fine to bad; empty: neither. */
export type Tone = 'ok' | 'info' | 'attention' | 'danger' | '';
