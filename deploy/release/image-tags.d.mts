export function imageTags(version: string): string[];
