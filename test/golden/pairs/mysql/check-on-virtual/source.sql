CREATE TABLE `source` (
  `a` int NOT NULL,
  `v` bigint GENERATED ALWAYS AS ((`a` + 1)) VIRTUAL,
  `b` int DEFAULT NULL,
  CONSTRAINT `ck` CHECK ((`v` > -(2)))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
