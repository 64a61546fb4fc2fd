import { people } from '@entry/contracts/vocabulary/roles';
import { NotAudited } from '@entry/platform/audit/audited-actions.interceptor';
import { SameForAll } from '@entry/platform/access/same-for-all';
import { AllowRoles } from '@entry/platform/access/roles.decorator';
import { Problem } from '@entry/platform/http/problem';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { DistrictRepository } from './district.repository';
import { AddDepartmentRequest, Department, DepartmentList } from './districts.schemas';

@Controller('v1/departments')
export class DepartmentsController {
  constructor(private readonly districts: DistrictRepository) {}

  @Post()
  @AllowRoles('operator', 'police')
  @ApiOperation({ summary: 'Add a department: its office acts for its agencies as a district does for its own' })
  @ApiResponse({ status: 201, standardSchema: Department })
  @ApiResponse({ status: 409, description: '`DEPARTMENT_EXISTS`' })
  async add(@Body({ schema: AddDepartmentRequest }) department: AddDepartmentRequest): Promise<Department> {
    if (await this.districts.addDepartment(department)) return department;
    throw new Problem(409, 'DEPARTMENT_EXISTS', 'There is a district or department of this id or code already.');
  }

  @NotAudited()
  @SameForAll()
  @Get()
  @AllowRoles(...people)
  @ApiOperation({ summary: "The city's departments, by their codes" })
  @ApiResponse({ status: 200, standardSchema: DepartmentList })
  async list(): Promise<DepartmentList> {
    const departments = await this.districts.list('department');
    return { items: departments.map(({ id, code, name }) => ({ id, code, name })) };
  }
}
