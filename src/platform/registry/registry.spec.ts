import { describe, expect, it } from '@jest/globals';
import { RegistrationError, Registry } from './registry.js';

describe('a registry', () => {
  it('gives a kind to the one that was registered for it', () => {
    const registry = new Registry<number>('dish');
    registry.register('SOUP', 1);
    registry.register('CAKE', 2);
    expect([registry.get('SOUP'), registry.get('CAKE')]).toEqual([1, 2]);
    expect(registry.kinds()).toEqual(['SOUP', 'CAKE']);
  });

  it('refuses a second handler of a kind, also the same one', () => {
    const registry = new Registry<number>('dish');
    registry.register('SOUP', 1);
    expect(() => registry.register('SOUP', 1)).toThrow(
      new RegistrationError('dish SOUP is registered twice'),
    );
    expect(registry.get('SOUP')).toBe(1);
  });

  it('names what nobody was registered for', () => {
    const registry = new Registry<number>('dish');
    registry.register('SOUP', 1);
    expect(() => registry.get('TEA')).toThrow(new RegistrationError('dish TEA has no handler'));
    expect(() => registry.get('constructor')).toThrow(RegistrationError);
    expect(() => registry.demand(['SOUP'])).not.toThrow();
    expect(() => registry.demand(['SOUP', 'TEA', 'PIE'])).toThrow(
      new RegistrationError('dish TEA, PIE has no handler'),
    );
  });
});
