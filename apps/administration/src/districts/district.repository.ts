import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DistrictEntity, type DistrictKind } from './district.entity';

@Injectable()
export class DistrictRepository {
  constructor(private readonly dataSource: DataSource) {}

  list(kind: DistrictKind): Promise<DistrictEntity[]> {
    return this.dataSource.getRepository(DistrictEntity).find({ where: { kind }, order: { code: 'ASC' } });
  }

  /** A district or a department. */
  exists(id: string): Promise<boolean> {
    return this.dataSource.getRepository(DistrictEntity).existsBy({ id });
  }

  /** False when its id or code is taken. */
  async addDepartment(department: Omit<DistrictEntity, 'kind'>): Promise<boolean> {
    const insert = this.dataSource.createQueryBuilder().insert().into(DistrictEntity);
    const inserted = await insert
      .values({ ...department, kind: 'department' })
      .orIgnore()
      .returning('id')
      .execute();
    return (inserted.raw as unknown[]).length > 0;
  }
}
