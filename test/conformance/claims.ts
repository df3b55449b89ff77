import { SCENES } from './scenes.js';

/** Recorded exchanges within the scenes that the sandbox does not reproduce, by what it lacks. */
const LACKING: Record<string, string[]> = {
  'stock status, lists of stocks and the choice of sources': ['294', '295', '312', '313', '314', '834'],
  'a body that the recording does not keep': ['486'],
  'XML and compressed answers': ['316', '317', '335'],
  'the half order that POST orders answers': ['337'],
  'store configuration, modules, version page': ['339', '340', '341'],
  'products and the full document tables': ['289', '291', '603', '604', '605'],
};

const lacking = new Set(Object.values(LACKING).flat());

/** What the sandbox claims to reproduce, exchange by exchange. */
export function isClaimed(name: string): boolean {
  const number = name.slice(0, 3);
  return !lacking.has(number) && SCENES.some((scene) => number >= scene.from && number <= scene.to);
}
