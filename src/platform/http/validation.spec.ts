import { ArrayMinSize, IsArray, IsInt, IsString, Min } from 'class-validator';
import { describe, expect, it } from '@jest/globals';
import { BadRequestError } from '../errors/app-error.js';
import { readBody } from './validation.js';

class Body {
  @IsArray() @ArrayMinSize(1) @IsInt({ each: true }) lines: number[];
  @IsString() name: string;
  @IsInt() @Min(1) count: number;
}

const errorsOf = async (body: object): Promise<unknown> =>
  readBody(body, Body).then(
    () => [],
    (error: unknown) => (error as BadRequestError).errors,
  );

describe('the errors of a body', () => {
  it('say once of a field that is missing that it must be given', async () => {
    expect(await errorsOf({ name: 'x' })).toEqual([
      { field: 'lines', message: 'must be given' },
      { field: 'count', message: 'must be given' },
    ]);
  });

  it('name each rule that a field breaks', async () => {
    const errors = await errorsOf({ lines: [1], name: 'x', count: 0.5 });
    expect(errors).toEqual([
      { field: 'count', message: 'must not be less than 1' },
      { field: 'count', message: 'must be an integer number' },
    ]);
  });
});
