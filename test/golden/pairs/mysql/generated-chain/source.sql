CREATE TABLE `source` (
  `id` int NOT NULL,
  `a` int DEFAULT NULL,
  `v` int GENERATED ALWAYS AS ((`a` + 1)) STORED,
  `w` int GENERATED ALWAYS AS ((`v` + 1)) VIRTUAL,
  `x` int GENERATED ALWAYS AS ((`w` + 1)) VIRTUAL,
  PRIMARY KEY (`id`),
  KEY `kw` (`w`),
  CONSTRAINT `cw` CHECK ((`w` > 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
