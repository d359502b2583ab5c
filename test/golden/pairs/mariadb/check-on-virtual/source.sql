CREATE TABLE `source` (
  `a` int(11) NOT NULL,
  `v` bigint(20) GENERATED ALWAYS AS (`a` + 1) VIRTUAL,
  `b` int(11) DEFAULT NULL,
  CONSTRAINT `ck` CHECK (`v` > -2)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
