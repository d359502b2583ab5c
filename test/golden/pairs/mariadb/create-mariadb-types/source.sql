CREATE TABLE `source` (
  `id` uuid NOT NULL,
  `i` inet6 DEFAULT NULL,
  `x` int(11) INVISIBLE DEFAULT NULL,
  `c` text /*M!100301 COMPRESSED*/ DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `ki` (`i`) IGNORED
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
