import { SCENES } from './scenes.js';

/** Recorded exchanges within the scenes that the sandbox does not reproduce, by what it lacks. */
const LACKING: Record<string, string[]> = {
  'stock status and the choice of sources': ['294', '295', '834'],
  'a body that the recording does not keep': ['486'],
  'XML and compressed answers': ['316', '317', '335'],
  'the half order that POST orders answers': ['337'],
  'store configuration, the full list of modules': ['339', '340'],
  'products in full': ['289', '291'],
};

/** What the sandbox is not meant for: carts, asynchronous calls, XML. */
export function isOutside(name: string): boolean {
  return /-cart-|-async-|-bulk-|-xml/.test(name);
}

const lacking = new Set(Object.values(LACKING).flat());

/** What the sandbox claims to reproduce, exchange by exchange. */
export function isClaimed(name: string): boolean {
  const number = name.slice(0, 3);
  return !lacking.has(number) && SCENES.some((scene) => number >= scene.from && number <= scene.to);
}
