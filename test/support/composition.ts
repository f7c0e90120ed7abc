// An installation's acts over the ports of a test, by the one list that the launcher takes: a new act needs no wiring in tests.
import { ACT_CLASSES } from '#application';
import { Global, Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';

@Global()
@Module({})
class Composition {}

/** Every act over these ports, as a module of an application. */
export function compositionOf(ports: readonly Provider[]): DynamicModule {
  const providers = [...ports, ...ACT_CLASSES];
  return { module: Composition, providers, exports: providers };
}

type Token<T> = abstract new (...args: never[]) => T;

/**
 * The same without an application, for tests that open hundreds of worlds: made by what the constructors ask for, as the container does, but
 * without its 10 to 25 ms. `ports` by their abstract class.
 */
export class Acts {
  private readonly made: Map<unknown, unknown>;

  constructor(ports: readonly (readonly [Token<unknown>, unknown])[]) {
    this.made = new Map<unknown, unknown>(ports);
    for (const act of ACT_CLASSES) this.get<unknown>(act);
  }

  get<T>(token: Token<T>): T {
    if (!this.made.has(token)) this.made.set(token, this.make(token as Type<T>));
    return this.made.get(token) as T;
  }

  private make<T>(act: Type<T>): T {
    if (!(ACT_CLASSES as readonly unknown[]).includes(act)) throw new Error(`${act.name} is no port and no act`);
    const asked = (Reflect.getMetadata('design:paramtypes', act) ?? []) as readonly Token<unknown>[];
    return new act(...asked.map((token) => this.get(token)));
  }
}
