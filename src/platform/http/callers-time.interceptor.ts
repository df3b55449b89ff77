import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Observable } from 'rxjs';
import { whileCallerWaits } from '../time/callers-time.js';

/** From here on somebody waits for the answer. */
@Injectable()
export class CallersTimeInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return new Observable((subscriber) => whileCallerWaits(() => next.handle().subscribe(subscriber)));
  }
}
