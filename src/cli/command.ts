import { Injectable, type Type } from '@nestjs/common';
import { Command as Program, Option as ProgramOption } from 'commander';

interface CommandWords {
  name: string;
  /** As help prints them: `<list|put> [code]`. */
  arguments?: string;
  description: string;
}

interface OptionWords {
  flags: string;
  description: string;
  required?: boolean;
}

const COMMAND = Symbol('command');
const OPTIONS = Symbol('options');

/** One command of the command line, with the service's own services in its constructor. */
export abstract class CommandRunner {
  abstract run(args: string[], options?: object): Promise<void>;
}

export function Command(words: CommandWords): ClassDecorator {
  return (target) => {
    Reflect.defineMetadata(COMMAND, words, target);
    Injectable()(target);
  };
}

/** On a method that reads the option's value, without the object it belongs to: arguments are read before there is one. */
export function Option(words: OptionWords): MethodDecorator {
  return (prototype, method) => {
    const before = (Reflect.getMetadata(OPTIONS, prototype) ?? []) as [OptionWords, string | symbol][];
    Reflect.defineMetadata(OPTIONS, [...before, [words, method]], prototype);
  };
}

export interface Asked {
  command: Type<CommandRunner>;
  args: string[];
  options: object;
}

/** What the words of a command line ask for. Help and mistakes are printed, and end the process. */
export function readArguments(commands: Type<CommandRunner>[], words: string[]): Asked {
  let asked: Asked | undefined;
  const program = new Program('cli');
  for (const command of commands) {
    const own = programOf(command);
    own.action(() => {
      asked = { command, args: own.args, options: own.opts() };
    });
    program.addCommand(own);
  }
  program.parse(words, { from: 'user' });
  return asked!;
}

function programOf(command: Type<CommandRunner>): Program {
  const { name, arguments: named, description } = Reflect.getMetadata(COMMAND, command) as CommandWords;
  const program = new Program(name).description(description);
  if (named) program.arguments(named);
  const prototype = command.prototype as Record<string | symbol, (value: string) => unknown>;
  const options = (Reflect.getMetadata(OPTIONS, prototype) ?? []) as [OptionWords, string | symbol][];
  for (const [{ flags, description: says, required = false }, method] of options) {
    program.addOption(
      new ProgramOption(flags, says).makeOptionMandatory(required).argParser(prototype[method]!),
    );
  }
  return program;
}
