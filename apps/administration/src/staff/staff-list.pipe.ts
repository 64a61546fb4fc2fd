import { notFound } from '@entry/platform/http/problem';
import { Injectable, type PipeTransform } from '@nestjs/common';
import type { StaffList } from './domain/staff-list';
import { StaffListName } from './staff.schemas';

/** The name of a staff list in a path; 404 for any other. */
@Injectable()
export class StaffListPipe implements PipeTransform<string, StaffList> {
  transform(name: string): StaffList {
    const list = StaffListName.safeParse(name);
    if (!list.success) throw notFound('staff list');
    return list.data;
  }
}
