import type { DynamicModule, Type } from '@nestjs/common';
import { CommandFactory, type CommandRunner } from 'nest-commander';

class ArgumentsModule {}

/**
 * Reads the arguments with nothing behind the commands, so that help and mistakes need no database: for both it prints, and
 * ends the process.
 */
export async function checkArguments(commands: Type<CommandRunner>[]): Promise<void> {
  const needed = commands.flatMap(
    (command) => (Reflect.getMetadata('design:paramtypes', command) ?? []) as Type[],
  );
  const module: DynamicModule = {
    module: ArgumentsModule,
    providers: [...commands, ...[...new Set(needed)].map((provide) => ({ provide, useValue: {} }))],
  };
  const app = await CommandFactory.createWithoutRunning(module, { logger: ['error'] });
  for (const command of commands) app.get(command).run = () => Promise.resolve();
  await CommandFactory.runApplication(app);
  await app.close();
}
