import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { OutgoingHttp } from './outgoing-http.js';

@Module({ imports: [HttpModule], providers: [OutgoingHttp], exports: [OutgoingHttp] })
export class OutgoingModule {}
