// Shapes what a route answers by the schema that it named: nothing that is not in it gets out, and instants become text. Done once, at once, and
// here alone.
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Injectable, StreamableFile } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';

/** The shape of the good answer of a route. */
export const AnswerSchema = Reflector.createDecorator<z.ZodType>();

@Injectable()
export class ShapedAnswers implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const schema = this.reflector.get(AnswerSchema, context.getHandler());
    return schema ? next.handle().pipe(map((answer: unknown) => shaped(answer, schema))) : next.handle();
  }
}

/** Throws for an answer that is not as described: a fault of ours, told as `unexpected`. */
function shaped(answer: unknown, schema: z.ZodType): unknown {
  if (typeof answer !== 'object' || answer === null || answer instanceof StreamableFile) return answer;
  const { success, data, error } = schema.safeParse(answer);
  if (success) return data;
  throw new Error(`The answer is not as described: ${error.issues.map(said).join(', ')}`);
}

function said({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.')}: ${message}`;
}
