/** Methods about the machine and what runs on it: no GPU, and memory that DuckDB manages. */
import {
  TClusterHardwareInfo,
  TExecuteMode,
  THardwareInfo,
  type TNodeMemoryInfo,
  type TQueryInfo
} from '../../../server/thrift/generated/heavydb_types.js';
import { functionNames } from '../../dialect/known-functions.js';
import { DatabaseError } from '../../errors.js';
import { answerIn, type Services } from './services.js';

export const machineMethods = (services: Services) => ({
  get_hardware_info: (session: string): Promise<TClusterHardwareInfo> =>
    answerIn(
      services,
      session,
      () =>
        new TClusterHardwareInfo({
          hardware_info: [
            new THardwareInfo({
              num_gpu_hw: 0,
              num_cpu_hw: 1,
              num_gpu_allocated: 0,
              start_gpu: 0,
              host_name: 'localhost',
              gpu_info: []
            })
          ]
        })
    ),

  get_memory: (
    session: string,
    _memory_level: string
  ): Promise<TNodeMemoryInfo[]> => answerIn(services, session, () => []),

  clear_cpu_memory: (session: string): Promise<void> =>
    answerIn(services, session, ({ user }) =>
      requireSuper(user.isSuper, 'clear_cpu_memory')
    ),

  clear_gpu_memory: (session: string): Promise<void> =>
    answerIn(services, session, ({ user }) =>
      requireSuper(user.isSuper, 'clear_gpu_memory')
    ),

  set_execution_mode: (session: string, mode: TExecuteMode): Promise<void> =>
    answerIn(services, session, () => {
      if (mode === TExecuteMode.GPU) {
        throw new DatabaseError(
          'Cannot switch to GPU mode in a server started in CPU-only mode.'
        );
      }
    }),

  get_queries_info: (session: string): Promise<TQueryInfo[]> =>
    answerIn(services, session, () => []),

  get_function_names: (session: string): Promise<string[]> =>
    answerIn(services, session, () => functionNames()),

  get_runtime_function_names: (session: string): Promise<string[]> =>
    answerIn(services, session, () => []),

  get_table_function_names: (session: string): Promise<string[]> =>
    answerIn(services, session, () => ['generate_series']),

  get_runtime_table_function_names: (session: string): Promise<string[]> =>
    answerIn(services, session, () => [])
});

function requireSuper(isSuper: boolean, method: string): void {
  if (!isSuper) {
    throw new DatabaseError(`Superuser privilege is required to run ${method}`);
  }
}
