import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional, IsString, ValidateNested } from 'class-validator';
import { BadRequestError } from '../errors/app-error.js';
import { readBody } from './validation.js';

class Line {
  @IsString()
  code: string;
}

class Body {
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique((line: Partial<Line> | null) => line?.code, { message: 'must not name one line twice' })
  @ValidateNested({ each: true })
  @Type(() => Line)
  lines: Line[];

  @IsOptional()
  @ValidateNested()
  @Type(() => Line)
  first?: Line;
}

const errorsOf = (lines: unknown[]): Promise<unknown> =>
  readBody({ lines }, Body).then(
    () => 'taken',
    (error: unknown) => (error instanceof BadRequestError ? error.errors : error),
  );
const codes = (count: number): Partial<Line>[] =>
  Array.from({ length: count }, (_, n) => ({ code: `C${n}` }));

/** Up to ten elements are class-validator's, more are looked at in turns: both are to say the same. */
describe.each([3, 10, 11, 50])('a list of %i that may name nothing twice', (count) => {
  it('is taken', async () => {
    expect(await errorsOf(codes(count))).toBe('taken');
  });

  it('is refused with one twice', async () => {
    const lines = [...codes(count - 1), { code: 'C0' }];
    expect(await errorsOf(lines)).toEqual([{ field: 'lines', message: 'must not name one line twice' }]);
  });

  it('is refused with an element that is wrong, or none', async () => {
    const wrong = [...codes(count - 1), { code: 1 }];
    expect(await errorsOf(wrong)).toEqual([
      { field: `lines.${count - 1}.code`, message: 'must be a string' },
    ]);
    expect(await errorsOf([...codes(count - 1), null])).not.toBe('taken');
  });
});

/** class-validator looks into a list in the place of an object for objects, and takes one that has none. */
describe('a list in the place of an object', () => {
  const lists = [[], [[]], [[[], [[]]]]];

  it.each(lists.map((list) => ({ list })))('is refused: $list', async ({ list }) => {
    const refused = readBody({ lines: [], first: list }, Body);
    await expect(refused).rejects.toMatchObject({
      errors: [{ field: 'first', message: 'must be an object' }],
    });
  });

  it.each([0, 20])('is refused as an element behind %i others', async (count) => {
    for (const list of lists) {
      const errors = await errorsOf([...codes(count), list]);
      expect(errors).toEqual([{ field: `lines.${count}`, message: 'must be an object' }]);
    }
  });
});
