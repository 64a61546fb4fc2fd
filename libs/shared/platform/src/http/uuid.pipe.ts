import { Injectable, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { notFound } from './problem';

/** A path parameter that is no UUID names nothing that exists: 404. */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    const { success, data } = z.uuid().safeParse(value);
    if (!success) throw notFound('object');
    return data;
  }
}
