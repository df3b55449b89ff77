/** `1.4.2` is 1.4, 1 and latest, too; a version that is none yet (`1.5.0-rc.1`) and one before 1.0 move nobody's tag but their own. */
export function imageTags(version) {
  const [, major, minor] = /^(\d+)\.(\d+)\.\d+$/.exec(version) ?? [];
  if (major === undefined) return [version];
  return major === '0' ? [version, `0.${minor}`] : [version, `${major}.${minor}`, major, 'latest'];
}
