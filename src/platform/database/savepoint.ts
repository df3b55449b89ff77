import type { EntityManager } from 'typeorm';

/**
 * Work whose statements are undone where it fails in a way that the transaction is to survive. May be nested: an inner
 * savepoint hides the outer one of the same name until it is released.
 * @param survives errors after which the transaction goes on; they are thrown all the same
 */
export async function inSavepoint<T>(
  manager: EntityManager,
  work: () => Promise<T>,
  survives: (error: unknown) => boolean,
): Promise<T> {
  await manager.query('SAVEPOINT work');
  try {
    const result = await work();
    await manager.query('RELEASE SAVEPOINT work');
    return result;
  } catch (error) {
    if (survives(error)) await manager.query('ROLLBACK TO SAVEPOINT work; RELEASE SAVEPOINT work');
    throw error;
  }
}
