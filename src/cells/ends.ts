import type { DataSource } from 'typeorm';
import { dataSourceOptions, poolOf, withDataSource } from '../platform/database/data-source.js';
import { AppError } from '../platform/errors/app-error.js';
import { Cell } from '../stores/entities/cell.entity.js';
import { StoreMove } from '../stores/entities/store-move.entity.js';
import { Store } from '../stores/entities/store.entity.js';

/** Why a store is not moved; its words say what to do. */
export class MoveRefusedError extends AppError {
  readonly code = 'MOVE_REFUSED';
  readonly status = 409;
}

/** The database that a store goes to. @param url of the owner of its tables */
export function withTarget<T>(url: string, use: (target: DataSource) => Promise<T>): Promise<T> {
  return withDataSource({ ...dataSourceOptions(url, [Store, StoreMove, Cell]), extra: poolOf(3) }, use);
}
