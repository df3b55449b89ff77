import { Column } from 'typeorm';

/** A text column that a trigger of its table fills: read, and never written from here. NULL in rows that no release has filled yet. */
export function SetByTable(name: string): PropertyDecorator {
  return Column({ type: 'text', name, nullable: true, insert: false, update: false });
}
