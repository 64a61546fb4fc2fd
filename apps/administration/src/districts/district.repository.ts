import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { DistrictEntity } from './district.entity';

@Injectable()
export class DistrictRepository {
  constructor(@InjectRepository(DistrictEntity) private readonly districts: Repository<DistrictEntity>) {}

  list(): Promise<DistrictEntity[]> {
    return this.districts.find({ order: { code: 'ASC' } });
  }

  exists(id: string): Promise<boolean> {
    return this.districts.existsBy({ id });
  }
}
