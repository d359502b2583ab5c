CREATE TABLE `shadow` (
  `a` int NOT NULL,
  `v` bigint GENERATED ALWAYS AS ((`a` + 1)) VIRTUAL,
  CONSTRAINT `__test_ck` CHECK ((`v` > -(2)))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
